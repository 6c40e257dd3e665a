using System.Text;
using Temper.CommandLine;
using Temper.Mqtt;

StandardStreams.FillClosedDescriptors();
Console.OutputEncoding = Encoding.UTF8;
using var signals = new StopSignals();
return await MqttProgram.RunAsync(
    args,
    StandardStreams.OpenOutput(),
    StandardStreams.OpenError(),
    ProcessEnvironment.Variables(),
    signals.Token
);
