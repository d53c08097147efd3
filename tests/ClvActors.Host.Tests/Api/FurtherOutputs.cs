using System.Text.Json.Nodes;

namespace ClvActors.Host.Tests.Api;

/// <summary>Reads what stands beside a predicted value.</summary>
internal static class FurtherOutputs
{
    /// <summary>All fields that are absent unless the bundle says them.</summary>
    public static readonly string[] Names =
        ["prediction_interval", "p_alive", "expected_purchases_30d", "expected_spend_30d", "purchase_probability_30d", "next_order_date"];

    public static (double? Alive, double? Purchases, double? Spend, double? Probability) Of(JsonNode answer) => (
        (double?)answer["p_alive"], (double?)answer["expected_purchases_30d"], (double?)answer["expected_spend_30d"], (double?)answer["purchase_probability_30d"]);
}
