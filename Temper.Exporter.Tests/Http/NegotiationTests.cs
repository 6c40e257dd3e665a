using Microsoft.AspNetCore.Http;
using Temper.Exporter.Http;
using Temper.Exporter.Metrics;

namespace Temper.Exporter.Tests.Http;

public sealed class NegotiationTests
{
    // What Prometheus 2.x and 3.x, curl and browsers send.
    [TestCase(
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        true
    )]
    [TestCase(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "text/plain;version=1.0.0;q=0.4,*/*;q=0.2",
        true
    )]
    [TestCase("application/openmetrics-text", true)]
    [TestCase("Application/OpenMetrics-Text; version=\"1.0.0\"", true)]
    [TestCase("application/openmetrics-text;version=2.0.0", false)]
    [TestCase("application/openmetrics-text;q=0", false)]
    [TestCase("application/openmetrics-text;q=0.1,text/plain;q=0.9", false)]
    [TestCase("text/plain", false)]
    [TestCase("*/*", false)]
    [TestCase("", false)]
    [TestCase("application/openmetrics-text;;;q=x,\"", false)]
    public void OpenMetrics_is_for_clients_that_accept_it(string accept, bool expected) =>
        Negotiation
            .ExpositionTypeOf(RequestWith(accept))
            .Should()
            .Be(expected ? Exposition.OpenMetricsContentType : Exposition.TextContentType);

    [TestCase("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", true)]
    [TestCase("text/html;q=0", false)]
    [TestCase("*/*", false)]
    [TestCase("text/*", false)]
    [TestCase("", false)]
    public void The_page_is_for_clients_that_accept_html(string accept, bool expected) =>
        Negotiation.WantsHtml(RequestWith(accept)).Should().Be(expected);

    private static HttpRequest RequestWith(string accept)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;
        return request;
    }
}
