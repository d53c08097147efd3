using ClvActors.Host.Dashboard.Models;
using ClvActors.Host.Models;
using ClvActors.Host.Tests.Serving;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor;

namespace ClvActors.Host.Tests.Dashboard.Models;

public sealed class BundlesCardTests
{
    [Fact]
    public async Task Serve_OvertakenByAnotherSwap_SaysSoAndCanBeTriedAgain()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(3);
        using PageRenderer page = await PageRenderer.RenderAsync<BundlesCard>(server.Application.Services, "/model", new()
        {
            [nameof(BundlesCard.Bundles)] = (IReadOnlyList<ShelvedBundle>)[new ShelvedBundle("clv-b", null, null, null, "broken")],
            [nameof(BundlesCard.ServingId)] = "clv-a",
        });
        DialogService dialogs = page.Provided.GetRequiredService<DialogService>();
        dialogs.OnOpen += (_, _, _, _) => _ = Task.Run(() => page.Dispatcher.InvokeAsync(() => dialogs.Close(true)));
        server.Service.Refusal = new InvalidOperationException("Another model swap has overtaken this one.");

        await page.TellAsync(page.Find<RadzenButton>().Click, new MouseEventArgs());

        Assert.Contains("Another model swap has overtaken this one.", page.Text(), StringComparison.Ordinal);
        Assert.False(page.Find<RadzenButton>().Disabled);
    }
}
