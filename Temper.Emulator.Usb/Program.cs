using Temper.Emulator.Usb.Commands;

return await EmulatorCommand.RunAsync(args);
