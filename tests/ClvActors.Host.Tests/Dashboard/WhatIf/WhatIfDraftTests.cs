using ClvActors.Domain.Features;
using ClvActors.Host.Api;
using ClvActors.Host.Dashboard.WhatIf;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Dashboard.WhatIf;

public sealed class WhatIfDraftTests
{
    private static readonly int Frequency = FeatureSet.IndexOf("frequency");
    private static readonly int Average = FeatureSet.IndexOf("monetary_avg");

    [Fact]
    public async Task StartFromMedians_GivesTheRequiredFieldsAlone()
    {
        await using FakeService service = new();
        WhatIfDraft draft = new();

        await draft.StartFromMediansAsync(service, TestContext.Current.CancellationToken);

        Assert.Equal(PredictField.All.Select(field => field.IsRequired), Enumerable.Range(0, FeatureSet.Count).Select(draft.IsGiven));
        double[] request = draft.ToRequest();
        Assert.Equal(request[2] / request[Frequency], request[Average]);
    }

    [Fact]
    public void Set_BeyondTheRange_GoesToItsEnd()
    {
        WhatIfDraft draft = new();

        draft.Set(Frequency, 700.4);
        draft.Set(Average, -3);

        Assert.Equal((500.0, 0.0), (draft.Given[Frequency], draft.Given[Average]));
        draft.Set(Frequency, 3.6);
        draft.Set(Average, double.NaN);
        Assert.Equal((4.0, 0.0), (draft.Given[Frequency], draft.Given[Average]));
    }

    [Fact]
    public void Release_RequiredField_Stays()
    {
        WhatIfDraft draft = new();
        draft.StartFrom(new Dictionary<string, double> { ["frequency"] = 3, ["monetary_avg"] = 20, ["spend_30d"] = 7, ["gone_since"] = 1 });

        draft.Release(Frequency);
        draft.Release(Average);

        Assert.Equal((true, false, 1), (draft.IsGiven(Frequency), draft.IsGiven(Average), draft.OthersGiven));
        draft.ReleaseOthers();
        Assert.Equal(0, draft.OthersGiven);
    }

    [Fact]
    public void Scale_EveryField_ReachesBothEndsAndItsOwnPositions()
    {
        foreach (PredictField field in PredictField.All)
        {
            SliderScale scale = new(field);

            Assert.Equal((field.Least, field.Most), (scale.ValueAt(0), scale.ValueAt(SliderScale.Positions)));
            double before = double.NegativeInfinity;
            for (int position = 0; position <= SliderScale.Positions; position++)
            {
                double value = scale.ValueAt(position);
                Assert.True(field.Allows(value), $"{field.Name} {position}: {value}");
                Assert.True(value >= before, $"{field.Name} {position}: {value} after {before}");
                before = value;
            }
        }
    }

    [Fact]
    public void Scale_TypicalSpend_HasRoomToMove()
    {
        SliderScale scale = new(PredictField.All[FeatureSet.IndexOf("monetary_total")]);

        Assert.InRange(scale.PositionOf(600), 400, 600);
        Assert.InRange(scale.ValueAt(scale.PositionOf(600)), 590, 610);
    }
}
