using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public class ClvSegmentNamesTests
{
    [Fact]
    public void Name_EverySegment_RoundTripsInAnyCase()
    {
        Assert.Equal(["Champions", "High Value", "Growing", "Occasional", "Dormant"], Enum.GetValues<ClvSegment>().Select(one => one.Name()));
        foreach (ClvSegment segment in Enum.GetValues<ClvSegment>())
        {
            Assert.True(ClvSegmentNames.TryParse(segment.Name(), out ClvSegment same));
            Assert.Equal(segment, same);
            Assert.True(ClvSegmentNames.TryParse(segment.Name().ToUpperInvariant(), out same));
            Assert.Equal(segment, same);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("HighValue")]
    [InlineData(" Champions")]
    [InlineData("0")]
    public void TryParse_NoName_False(string name) => Assert.False(ClvSegmentNames.TryParse(name, out _));
}
