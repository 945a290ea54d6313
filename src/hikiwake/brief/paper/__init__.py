"""The brief laid out for paper: what a word processor's file and a PDF both show, before either is written."""
