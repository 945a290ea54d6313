"""The ground floor: the field's nouns that every room needs. Imports nothing of ours."""
