using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Temper.Exporter.Web;

/// <summary>
/// Reads the subject alternative names of a certificate: host names, e-mail addresses, URIs and IP addresses. Source:
/// RFC 5280, section 4.2.1.6.
/// </summary>
internal static class AlternativeNames
{
    private const string Extension = "2.5.29.17";
    private const int Email = 1;
    private const int Dns = 2;
    private const int Uri = 6;
    private const int IPAddressName = 7;

    /// <summary>Returns the names, in the order of the certificate. A damaged extension has none.</summary>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        try
        {
            return
            [
                .. certificate
                    .Extensions.Where(extension => extension.Oid?.Value == Extension)
                    .SelectMany(extension => Read(extension.RawData)),
            ];
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static List<string> Read(byte[] extension)
    {
        var names = new List<string>();
        var reader = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (reader.HasData)
        {
            var tag = reader.PeekTag();
            switch (tag.TagValue)
            {
                case Email or Dns or Uri when tag.TagClass == TagClass.ContextSpecific:
                    names.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                    break;
                case IPAddressName when tag.TagClass == TagClass.ContextSpecific:
                    if (reader.ReadOctetString(tag) is { Length: 4 or 16 } address)
                    {
                        names.Add(new IPAddress(address).ToString());
                    }

                    break;
                default:
                    reader.ReadEncodedValue();
                    break;
            }
        }

        return names;
    }
}
