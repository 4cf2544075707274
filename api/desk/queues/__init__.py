"""What waits for somebody: one module for each area, gathered by the start page. Read from dates and states as they are
now, so that nothing is lost when a night's job was.
"""
