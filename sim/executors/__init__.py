"""Where work is done that comes in many pieces: in this process, in several of this machine, or on a Dask cluster."""
