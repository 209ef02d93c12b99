"""Runs a model: parameters, design points, chance, the compiled loop, ensembles, variance."""
