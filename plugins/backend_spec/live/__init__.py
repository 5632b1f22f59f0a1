"""The loop from keystroke to verdict: a specification that is judged again at every save, and those who look on."""
