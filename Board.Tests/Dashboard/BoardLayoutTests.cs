using Board.Web.Dashboard;

namespace Board.Tests.Dashboard;

public sealed class BoardLayoutTests
{
    [Fact]
    public void MeetingScreen_GivesThePlanOf2023SevenByThree_AndTheTickerTheLastTwoPlaces()
    {
        var layout = BoardLayout.Of([3, 6, 8, 2], width: 7.2, height: 3.2);
        Assert.Equal((3, 7, 2, 6), (layout.Rows, layout.Columns, layout.Free, layout.FreeFrom));
        Assert.Equal([1, 2, 3, 1], layout.Spans);
        Assert.Equal([1, 2, 4, 7], Enumerable.Range(0, 4).Select(layout.Start));
    }

    [Fact]
    public void Laptop_StaysWithinItsColumns()
    {
        var layout = BoardLayout.Within([3, 6, 8, 2], columns: 6);
        Assert.Equal((4, 6, 3, 1), (layout.Rows, layout.Columns, layout.Free, layout.FreeFrom));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 40, 0, 1 })]
    public void AnyPlan_HasRoomForEveryCard(int[] cards)
    {
        foreach (var layout in new[] { BoardLayout.Of(cards, 7.2, 3.2), BoardLayout.Within(cards, 6) })
            for (var i = 0; i < cards.Length; i++)
                Assert.True(layout.Spans[i] * layout.Rows >= cards[i]);
    }
}
