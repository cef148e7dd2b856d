using System.Text;
using Board.Web.Search;
using Board.Web.Text;
using CsCheck;

namespace Board.Tests.Search;

/// <summary>What people spell differently folds alike, and marking never changes a text.</summary>
public sealed class FoldingProperties
{
    private const string Letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY0123456789";

    private static readonly Gen<string> Word = Gen.Select(Gen.Char[Letters], OneOf("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"), (letter, tone) => letter + tone).Array[1, 8].Select(string.Concat);

    private static readonly Gen<string> Any = Gen.OneOf(Gen.String, Word, OneOf(" ", "’", "'", "\u200b", "\u00a0", "<", "%", "\"", "😀", ".", "\uFFFE", "\uD800")).Array[0, 12].Select(string.Concat);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Folding_Twice_IsFoldingOnce() => Any.Sample(text => Folded.Of(Folded.Of(text)) == Folded.Of(text));

    [Fact]
    public void EverySpelling_OfAWord_FoldsAlike() => Word.Sample(word =>
    {
        var plain = Folded.Of(word);
        Assert.All([word.Normalize(NormalizationForm.FormC), word.Normalize(NormalizationForm.FormD), word.ToUpperInvariant(), word.ToLowerInvariant(), "\u200b" + word, plain], spelled => Assert.Equal(plain, Folded.Of(spelled)));
        Assert.True(plain.All(char.IsAsciiLetterOrDigit), plain);
    });

    [Fact]
    public void EveryApostrophe_IsOne() => Assert.All("'’‘‛ʼʹ`´′＇", one => Assert.Equal("r'lap", Folded.Of($"R{one}lấp")));

    /// <summary>What is no letter at all must not keep a search, or a list that holds it, from working.</summary>
    [Fact]
    public void WhatIsNoLetter_IsOneThatCantBeRead() =>
        Assert.Equal(["xa\uFFFDa", "xa\uFFFDa", "\uFFFD"], new[] { "Xã\uFFFEA", "Xã\uD800A", "\uDC00" }.Select(Folded.Of));

    [Fact]
    public void Marking_KeepsEveryLetter() => Gen.Select(Any, Any).Sample((text, typed) =>
    {
        if (SearchQuery.Of(typed) is not { } query) return;
        var pieces = new SearchEntry(SearchKind.Unit, "", "", text, "").MarkedName(query);
        Assert.Equal(text, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.All(pieces, piece => Assert.NotEqual("", piece.Text));
    });

    [Fact]
    public void AWordOfAText_IsFound_AndMarked_HoweverItIsTyped() => Gen.Select(Word, Word, Word).Sample((before, word, after) =>
    {
        var text = $"{before}, {word} ({after})";
        var query = SearchQuery.Of(Folded.Of(word))!;
        var entry = new SearchEntry(SearchKind.Unit, "", "", text, "");
        Assert.True(entry.Score(query) > 0);
        Assert.Contains(entry.MarkedName(query), piece => piece.IsHit);
    });
}
