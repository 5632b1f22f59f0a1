"""Correct specifications of any size, in the hands of several authors."""
