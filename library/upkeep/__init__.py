"""What needs somebody, until when, and who hears of it: computed from dates and states as they are, never found by a job."""
