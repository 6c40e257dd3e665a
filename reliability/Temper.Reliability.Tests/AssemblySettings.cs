// Only the faults run at the same time: each of them mostly waits for its stick.
[assembly: LevelOfParallelism(24)]
