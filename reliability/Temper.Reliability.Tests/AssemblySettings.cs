// Only the faults run at the same time: each of them mostly waits for its device. More at
// once only wait for each other.
[assembly: LevelOfParallelism(6)]
