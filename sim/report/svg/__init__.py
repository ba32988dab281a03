"""Drawing in SVG: canvas, symbols, legend, text widths, and the export to PNG and PDF."""
