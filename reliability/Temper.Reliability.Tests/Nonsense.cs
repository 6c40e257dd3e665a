using System.Text;

namespace Temper.Reliability.Tests;

/// <summary>Requests that are too much, or none, and the status that each is worth. 0 is to be hung up on.</summary>
internal static class Nonsense
{
    private const string End = "Host: a\r\n\r\n";
    private static readonly string Kilobytes9 = new('a', 9 * 1024);
    private static readonly string Megabyte = new('a', 1024 * 1024);

    public static readonly IReadOnlyList<(string Name, byte[] Bytes, int Status)> Requests =
    [
        Of("a path of 9 kB", $"GET /{Kilobytes9} HTTP/1.1\r\n{End}", 414),
        Of("a path of 1 MB", $"GET /{Megabyte} HTTP/1.1\r\n{End}", 414),
        Of("a header of 17 kB", $"GET /metrics HTTP/1.1\r\nCookie: {Kilobytes9}{Kilobytes9}\r\n{End}", 431),
        Of(
            "a header of 1 MB",
            $"GET /metrics HTTP/1.1\r\nX-Prometheus-Scrape-Timeout-Seconds: {Megabyte}\r\n{End}",
            431
        ),
        Of(
            "a thousand headers",
            $"GET /metrics HTTP/1.1\r\n{string.Concat(Enumerable.Repeat("a: b\r\n", 1000))}{End}",
            431
        ),
        Of("a body of 1 MB, posted", $"POST /metrics HTTP/1.1\r\nContent-Length: 1048576\r\n{End}{Megabyte}", 405),
        Of(
            "a chunked body, posted",
            $"POST /metrics HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{End}5\r\nhello\r\n0\r\n\r\n",
            405
        ),
        Of("a length that is not a number", $"GET /metrics HTTP/1.1\r\nContent-Length: -1\r\n{End}", 400),
        Of("two lengths", $"GET /metrics HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n{End}", 400),
        Of("an unknown transfer encoding", $"GET /metrics HTTP/1.1\r\nTransfer-Encoding: gzip\r\n{End}", 400),
        Of("no host", "GET /metrics HTTP/1.1\r\n\r\n", 400),
        Of("two hosts", $"GET /metrics HTTP/1.1\r\nHost: b\r\n{End}", 400),
        Of("a host that cannot be", "GET /metrics HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        Of("no such version", $"GET /metrics HTTP/9.9\r\n{End}", 505),
        Of("no version", "GET /metrics\r\n\r\n", 400),
        Of("a method in lower case", $"get /metrics HTTP/1.1\r\n{End}", 405),
        Of("another method", $"TRACE /metrics HTTP/1.1\r\n{End}", 405),
        Of("a tunnel", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 405),
        Of("all of the server", $"OPTIONS * HTTP/1.1\r\n{End}", 405),
        Of("a NUL in the path", $"GET /met\0rics HTTP/1.1\r\n{End}", 400),
        Of("a NUL in the path, escaped", $"GET /met%00rics HTTP/1.1\r\n{End}", 400),
        Of("bytes over 0x7f in the path", $"GET /\xff\xfe HTTP/1.1\r\n{End}", 400),
        Of("a header without a colon", $"GET /metrics HTTP/1.1\r\nnonsense\r\n{End}", 400),
        Of("a NUL in a header", $"GET /metrics HTTP/1.1\r\nA: \0\r\n{End}", 400),
        Of("a header that is folded", $"GET /metrics HTTP/1.1\r\nA: b\r\n c\r\n{End}", 400),
        Of("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0), // the server asks for HTTP/1.1, in a frame of HTTP/2
        Of("a TLS greeting", "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n", 400),
    ];

    private static (string, byte[], int) Of(string name, string text, int status) =>
        (name, Encoding.Latin1.GetBytes(text), status);
}
