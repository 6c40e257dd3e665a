using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Temper.CommandLine;
using Temper.Emulator;

namespace Temper.Mqtt;

/// <summary>The flags that say which broker to connect to, and how.</summary>
internal sealed class BrokerFlags
{
    private const int MaxPasswordLength = 65535; // of a field in MQTT
    private const int MaxCertificatesLength = 1 << 20;

    private readonly Option<BrokerAddress?> _broker = new("--broker")
    {
        Description = "Publish to this broker; mqtts:// for TLS",
        HelpName = "mqtt://HOST[:PORT]",
        CustomParser = ParseAddress,
    };

    private readonly Option<string?> _user = new("--user")
    {
        Description = "Log in to the broker as this user",
        HelpName = "NAME",
    };

    private readonly Option<string?> _passwordFile = new("--password-file")
    {
        Description = "Read the user's password from the first line of this file",
        HelpName = "FILE",
    };

    private readonly Option<string?> _authorityFile = new("--ca-file")
    {
        Description = "Trust only the certificate authorities in this PEM file, rather than those of the system",
        HelpName = "FILE",
    };

    public BrokerFlags()
    {
        foreach (var option in new[] { _user, _passwordFile, _authorityFile })
        {
            option.Validators.Add(OptionParsing.RejectFlags);
        }
    }

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _broker, _user, _passwordFile, _authorityFile })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>
    /// Returns what a command line asks for, and reads its files. Stops waiting for them when the token is cancelled,
    /// because opening a FIFO can block forever.
    /// </summary>
    /// <exception cref="FormatException">The flags or files are invalid; the message is one line.</exception>
    public Task<BrokerOptions> OptionsOfAsync(ParseResult result, CancellationToken stop) =>
        Task.Run(() => OptionsOf(result), CancellationToken.None).WaitAsync(stop);

    private BrokerOptions OptionsOf(ParseResult result)
    {
        var broker =
            result.GetValue(_broker)
            ?? throw new FormatException($"missing {_broker.Name} {_broker.HelpName}; see {MqttProgram.Name} --help");
        var (user, password) = (result.GetValue(_user), result.GetValue(_passwordFile));
        if (password is not null && string.IsNullOrEmpty(user))
        {
            throw new FormatException($"{_passwordFile.Name} requires {_user.Name}");
        }

        var authorities = result.GetValue(_authorityFile);
        if (authorities is not null && !broker.UsesTls)
        {
            throw new FormatException($"{_authorityFile.Name} requires a broker with TLS: mqtts://{broker.Host}");
        }

        return new BrokerOptions(
            broker,
            user,
            password is null ? null : Read(_passwordFile, password, MaxPasswordLength, PasswordOf),
            authorities is null ? null : Read(_authorityFile, authorities, MaxCertificatesLength, CertificatesOf)
        );
    }

    private static byte[] PasswordOf(string text) =>
        text.Split('\n', 2)[0].TrimEnd('\r') is { Length: > 0 } password
            ? Encoding.UTF8.GetBytes(password)
            : throw new FormatException("the first line is empty; write the password there");

    private static X509Certificate2Collection CertificatesOf(string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new FormatException("not a certificate in PEM format", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new FormatException("no certificate found; expected -----BEGIN CERTIFICATE-----");
    }

    private static T Read<T>(Option option, string path, int maxLength, Func<string, T> parse)
    {
        try
        {
            return parse(TextFile.Read(path, maxLength));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{option.Name}: {TextFile.Locate(path, e.Message)}", e);
        }
        catch (Exception e) when (TextFile.IsUnreadable(e))
        {
            throw new FormatException($"{option.Name}: cannot read '{path}': {FileProblem.Of(path, e)}", e);
        }
    }

    private static BrokerAddress? ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        try
        {
            return BrokerAddress.Parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"--broker: {e.Message}");
            return null;
        }
    }
}
