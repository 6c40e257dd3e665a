using Microsoft.Testing.Platform.Builder;
using Temper.Reliability.Tests;
using Temper.Reliability.Tests.Host;

// The tests; or what they start: the exporter over devices that obey, the rounds after which nothing may be kept; or a
// soak for the given number of minutes.
if (args is [ExporterHost.Command, .. var hosted])
{
    return await ExporterHost.RunAsync(hosted);
}

if (args is [Kept.Command, var rounds])
{
    return await Kept.RunAsync(rounds);
}

if (args is [Soak.Command, var minutes])
{
    return await Soak.RunAsync(minutes);
}

var builder = await TestApplication.CreateBuilderAsync(args);
SelfRegisteredExtensions.AddSelfRegisteredExtensions(builder, args);
using var tests = await builder.BuildAsync();
return await tests.RunAsync();
