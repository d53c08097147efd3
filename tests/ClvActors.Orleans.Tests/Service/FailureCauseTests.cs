using ClvActors.Domain.Service;
using ClvActors.Orleans.Service;
using Npgsql;

namespace ClvActors.Orleans.Tests.Service;

public sealed class FailureCauseTests
{
    [Fact]
    public void Describe_StorageErrorWithFrames_NamesTheDatabasesReasonOnly()
    {
        PostgresException refused = new("sorry, too many clients already", "FATAL", "FATAL", "53300");
        OrleansException wrapped = new($"Error from storage provider\n Exc level 0: {refused}\n   at Somewhere.Deep()", refused);

        Assert.Equal("the database failed: sorry, too many clients already (SQLSTATE 53300)", FailureCause.Describe(wrapped));
    }

    [Fact]
    public void Describe_FramesWithoutTheirCause_KeepsTheFirstLine() =>
        Assert.Equal("Error from storage provider", FailureCause.Describe(new OrleansException("Error from storage provider\n   at Somewhere.Deep()")));

    [Fact]
    public void Describe_OwnWordsInside_TakesThem() =>
        Assert.Equal(
            "The database's disk is full",
            FailureCause.Describe(new OrleansException("outer", new ServiceUnavailableException("The database's disk is full.", cause: new IOException("inner")))));

    [Fact]
    public void Describe_Timeout_DoesNotQuoteTheMessage() =>
        Assert.Equal("no answer in time", FailureCause.Describe(new TimeoutException("Response did not arrive on time for message: Request [S127.0.0.1]")));

    [Fact]
    public void Describe_EndlessLine_IsCut() =>
        Assert.InRange(FailureCause.Describe(new OrleansException(new string('x', 5_000))).Length, 1, 300);
}
