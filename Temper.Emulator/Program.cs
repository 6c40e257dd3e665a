using Temper.Emulator.Commands;

return await EmulatorCommand.RunAsync(args);
