using ClvActors.Browser.Tests.Harness;

namespace ClvActors.Browser.Tests.Customers;

/// <summary>What tests ask the running demo for.</summary>
internal static class DemoShop
{
    /// <summary>The customer with the largest predicted value now.</summary>
    public static async Task<string> MostValuableAsync(ServerProcess server) =>
        (await server.GetAsync("/api/customers?per_page=1"))["items"]![0]!["customer_id"]!.ToString();
}
