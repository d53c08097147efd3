using ClvActors.Host.Dashboard.Shell;

namespace ClvActors.Host.Tests.Dashboard.Shell;

public sealed class PageWarmUpTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8002", "http://127.0.0.1:8002/")]
    [InlineData("http://localhost:8002", "http://localhost:8002/")]
    [InlineData("http://0.0.0.0:8002", "http://127.0.0.1:8002/")]
    [InlineData("http://*:8002", "http://127.0.0.1:8002/")]
    [InlineData("http://+:80", "http://127.0.0.1/")]
    [InlineData("http://[::]:8002", "http://[::1]:8002/")]
    public void Own_PlainHttp_IsTheLoopbackInterface(string address, string own) => Assert.Equal(new Uri(own), PageWarmUp.Own(["https://localhost:8443", address]));

    [Theory]
    [InlineData]
    [InlineData("https://localhost:8443")]
    [InlineData("http://unix:/run/clv.sock")]
    [InlineData("http://127.0.0.1:0")]
    public void Own_NothingToAsk_IsNull(params string[] addresses) => Assert.Null(PageWarmUp.Own(addresses));
}
