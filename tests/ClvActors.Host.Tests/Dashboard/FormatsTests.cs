using ClvActors.Domain.Features;
using ClvActors.Host.Api;
using ClvActors.Host.Dashboard;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Host.Tests.Dashboard;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("en-GB", "GBP", "£1,235", "£12.75", "-£12.75", "1,234,567", "9 Dec 2011", "£1.2m", "£12k")]
    [InlineData("de-DE", "EUR", "1.235\u00a0€", "12,75\u00a0€", "-12,75\u00a0€", "1.234.567", "09.12.2011", "1,2m\u00a0€", "12k\u00a0€")]
    [InlineData("fr-FR", "EUR", "1\u202f235\u00a0€", "12,75\u00a0€", "-12,75\u00a0€", "1\u202f234\u202f567", "09/12/2011", "1,2m\u00a0€", "12k\u00a0€")]
    [InlineData("en-US", "USD", "$1,235", "$12.75", "-$12.75", "1,234,567", "Dec 9, 2011", "$1.2m", "$12k")]
    [InlineData("de-CH", "CHF", "CHF\u00a01’235", "CHF\u00a012.75", "-CHF\u00a012.75", "1’234’567", "09.12.2011", "CHF\u00a01.2m", "CHF\u00a012k")]
    [InlineData("ja-JP", "JPY", "¥1,235", "¥13", "-¥13", "1,234,567", "2011/12/09", "¥1.2m", "¥12k")]
    public void Formats_OfACulture_AreItsOwn(string culture, string currency, string large, string small, string negative, string whole, string date, string millions, string thousands)
    {
        Formats formats = new(new HostOptions { Culture = culture, Currency = currency });

        Assert.Equal(
            [large, small, negative, whole, date, millions, thousands],
            [Plain(formats.Money(1234.56)), Plain(formats.Money(12.75)), Plain(formats.Money(-12.75)), formats.Whole(1_234_567), formats.Date(new DateOnly(2011, 12, 9)), Plain(formats.ShortMoney(1_234_567)), Plain(formats.ShortMoney(12_000))]);

        // Whether .NET puts a plain or a no-break space before a symbol is its own affair.
        static string Plain(string text) => text.Replace(' ', '\u00a0');
    }

    [Fact]
    public void Formats_OfNothing_AreADash()
    {
        Formats formats = new(new HostOptions());

        Assert.All(
            [formats.Money(double.NaN), formats.ShortMoney(double.PositiveInfinity), formats.Whole(double.NaN), formats.Percent(double.NaN), formats.Date(null), formats.Duration(null), formats.Days(double.NaN)],
            text => Assert.Equal(Formats.Absent, text));
    }

    [Fact]
    public void Formats_OfDurationsAndDays_HaveUnits()
    {
        Formats formats = new(new HostOptions());

        Assert.Equal(
            ["1.2 ms", "35 ms", "2.5 s", "1 day", "2 days", "12.3%", "+£3.00", "-£3.00", "£0", "1.5 KiB"],
            [
                formats.Duration(TimeSpan.FromMilliseconds(1.23)), formats.Duration(TimeSpan.FromMilliseconds(35.2)), formats.Duration(TimeSpan.FromSeconds(2.5)), formats.Days(1), formats.Days(2),
                formats.Percent(0.123, 1), formats.SignedMoney(3), formats.SignedMoney(-3), formats.Money(-0.0), formats.Bytes(1536),
            ]);
    }

    [Fact]
    public void Cultures_All_CanBeMade() => Assert.All(CultureNames.All, name => Assert.NotEmpty(new Formats(new HostOptions { Culture = name.ToLowerInvariant() }).Money(1.5)));

    [Fact]
    public void FeatureNames_EveryInput_HasALabelOfItsOwn()
    {
        string[] labels = [.. FeatureSet.Names.Concat(DerivedInputs.Names).Select(FeatureNames.Label)];

        Assert.Equal(labels.Length, labels.Distinct().Count());
        Assert.DoesNotContain(labels, label => label.Contains('_', StringComparison.Ordinal));
        Assert.All(PredictField.All.Where(field => field is { Least: 0, Most: 1, IsWhole: true }), field => Assert.Equal(FeatureUnit.Flag, FeatureNames.Unit(field.Name)));
    }
}
