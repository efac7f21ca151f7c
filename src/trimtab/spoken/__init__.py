"""What people type in their own words: requests, tasks, dates, clock times, exported lists."""
