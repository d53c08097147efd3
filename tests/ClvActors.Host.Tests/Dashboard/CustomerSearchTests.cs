using ClvActors.Host.Dashboard;
using ClvActors.Host.Dashboard.Lookup;
using ClvActors.Host.Dashboard.WhatIf;
using ClvActors.Host.Tests.Serving;
using Microsoft.AspNetCore.Components;
using Radzen;
using Radzen.Blazor;

namespace ClvActors.Host.Tests.Dashboard;

public sealed class CustomerSearchTests
{
    [Fact]
    public async Task Submit_PastedSinceTheLastSearch_OpensWhatIsThere()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        using PageRenderer page = await PageRenderer.RenderAsync<LookupPage>(server.Application.Services, "/lookup");
        await page.RaiseAsync<CustomerSearch>("oninput", new ChangeEventArgs { Value = "1" });
        await page.TellAsync(page.Find<RadzenAutoComplete>().LoadData, new LoadDataArgs { Filter = "1" });

        await page.RaiseAsync<CustomerSearch>("oninput", new ChangeEventArgs { Value = " 12 " });
        await page.RaiseAsync<CustomerSearch>("onsubmit", EventArgs.Empty);

        Assert.Equal(["lookup/12"], page.Provided.Navigation.Opened);
    }

    [Fact]
    public async Task Submit_OnTheWhatIfPage_StartsFromTheCustomer()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        using PageRenderer page = await PageRenderer.RenderAsync<WhatIfPage>(server.Application.Services, "/what-if");
        Assert.Contains("Starts from the population's medians", page.Text(), StringComparison.Ordinal);

        await page.RaiseAsync<CustomerSearch>("oninput", new ChangeEventArgs { Value = "3" });
        await page.RaiseAsync<CustomerSearch>("onsubmit", EventArgs.Empty);

        Assert.Equal([CustomerLink.ToWhatIf("3")], page.Provided.Navigation.Opened);
    }

    [Fact]
    public async Task Submit_TheCustomerThatThePageStartedFrom_StartsAnew()
    {
        await using TestServer server = await TestServer.WithCustomersAsync(12);
        using PageRenderer page = await PageRenderer.RenderAsync<WhatIfPage>(server.Application.Services, "/what-if?customer=3");
        await page.TellAsync(page.Find<FieldSlider>().Changed, (0, 77));
        Assert.Equal(77, server.Service.LastKnown.Span[0]);

        await page.RaiseAsync<CustomerSearch>("oninput", new ChangeEventArgs { Value = "3" });
        await page.RaiseAsync<CustomerSearch>("onsubmit", EventArgs.Empty);

        Assert.NotEqual(77, server.Service.LastKnown.Span[0]);
        Assert.Contains("Starts from customer 3", page.Text(), StringComparison.Ordinal);
        Assert.Empty(page.Provided.Navigation.Opened);
    }
}
