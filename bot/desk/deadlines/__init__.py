"""When a step is due: the clocks of open steps, how long steps took, the days that count."""
