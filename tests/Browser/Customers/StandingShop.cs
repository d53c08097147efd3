using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ClvActors.Browser.Tests.Harness;

namespace ClvActors.Browser.Tests.Customers;

/// <summary>A server with 60 customers in which nothing moves, so that what two answers show can be compared.</summary>
public sealed class StandingShop : IAsyncLifetime
{
    private const int Customers = 60;

    private ServerProcess? _server;

    /// <summary>The server.</summary>
    public ServerProcess Server => _server ?? throw new InvalidOperationException("It has not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(BrowserFixture.Chromium))
        {
            return;
        }

        _server = await ServerProcess.StartAsync(["clv-12m"]);
        using StringContent lines = new(Lines(), new MediaTypeHeaderValue("text/csv"));
        using HttpResponseMessage answer = await _server.Client.PostAsync("/api/transactions", lines);
        answer.EnsureSuccessStatusCode();
        await _server.PostAsync("/api/settle");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Customer n buys 1 to 6 times, every few weeks, for more and more the larger n is: all segments have somebody.
    private static string Lines()
    {
        StringBuilder csv = new("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n");
        DateOnly last = new(2023, 12, 31);
        for (int customer = 0; customer < Customers; customer++)
        {
            for (int purchase = 0; purchase <= customer % 6; purchase++)
            {
                string day = last.AddDays(-(customer % 11 * 9) - (purchase * (14 + (customer % 5 * 8)))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                for (int product = 0; product < 3; product++)
                {
                    csv.Append(CultureInfo.InvariantCulture, $"{customer}-{purchase},8512{product}A,WHITE HEART,{1 + customer},{day} 10:00:00,{2 + product}.50,{20_000 + customer},United Kingdom\n");
                }
            }
        }

        return csv.ToString();
    }
}
