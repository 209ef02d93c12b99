"""Five studies of collaborative governance that you can run, question and teach."""
