// Tests share nothing: each gets its own fixture instance.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
