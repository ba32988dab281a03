"""The importer of Concordia: messages of agents who negotiate."""
