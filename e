s.yaml: there is no such file
