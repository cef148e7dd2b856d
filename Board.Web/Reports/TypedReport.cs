using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Data;

namespace Board.Web.Reports;

/// <summary>A report that is open before somebody: what the database is known to say, and what they have typed since. Knows of no page and no clock.</summary>
public sealed class TypedReport
{
    private readonly Dictionary<ReportField, FieldEdit> _edits = [];
    private readonly Dictionary<ReportField, SaveDraft.Conflict> _conflicts = [];
    private readonly Dictionary<ReportField, IReadOnlyList<Rejection>> _refused = [];

    // Stored texts as they were typed here, so that nobody sees theirs rewritten under their hands.
    private readonly Dictionary<ReportField, string> _typed = [];

    /// <summary>What the database says, as far as it was heard of.</summary>
    public ReportContent Stored { get; private set; } = ReportContent.Empty;

    /// <summary>The version of that.</summary>
    public int Version { get; private set; } = -1;

    /// <summary>What it would say with everything that was typed.</summary>
    public ReportContent Content { get; private set; } = ReportContent.Empty;

    /// <summary>Fields that somebody else changed while they were typed in.</summary>
    public IReadOnlyCollection<SaveDraft.Conflict> Conflicts => _conflicts.Values;

    /// <summary>Everything typed that is not stored.</summary>
    public IReadOnlyCollection<FieldEdit> Unsaved => _edits.Values;

    /// <summary>What can be stored now: a field in conflict waits for a choice, one that was refused for another text.</summary>
    public IReadOnlyList<FieldEdit> Pending => [.. _edits.Values.Where(edit => !_conflicts.ContainsKey(edit.Field) && !_refused.ContainsKey(edit.Field))];

    /// <summary>What a field shows.</summary>
    public string TextOf(ReportField field) => _edits.TryGetValue(field, out var edit) ? edit.Text : StoredTextOf(field);

    /// <summary>What of a field is stored, as it was typed where that was here.</summary>
    public string StoredTextOf(ReportField field)
    {
        var stored = Stored.TextOf(field);
        return _typed.TryGetValue(field, out var typed) && AsKept(field, typed) == stored ? typed : Written(field, stored);
    }

    /// <summary>The open conflict of a field.</summary>
    public SaveDraft.Conflict? ConflictOf(ReportField field) => _conflicts.GetValueOrDefault(field);

    /// <summary>Why a field could not be stored.</summary>
    public IReadOnlyList<Rejection> RefusalsOf(ReportField field) => _refused.GetValueOrDefault(field) ?? [];

    /// <summary>Something was typed.</summary>
    /// <param name="was">What the field said when that began; null: what it says here.</param>
    public void Type(ReportField field, string text, string? was = null)
    {
        _refused.Remove(field);
        _edits[field] = new(field, _edits.TryGetValue(field, out var edit) ? edit.Was : was ?? Stored.TextOf(field), text);
        if (_conflicts.TryGetValue(field, out var conflict)) _conflicts[field] = conflict with { Yours = text };
        Update();
    }

    /// <summary>Edits were stored, save for those in conflict. What was typed since then is kept, on top of them; answers the fields that others have changed.</summary>
    public IReadOnlyList<ReportField> Take(IReadOnlyList<FieldEdit> sent, SaveDraft.Draft draft, IReadOnlyList<SaveDraft.Conflict> conflicts)
    {
        var others = ReportChange.Between(Stored, draft.Content).Select(change => change.Field).Except(sent.Select(edit => edit.Field)).ToList();
        (Stored, Version) = (draft.Content, draft.Version);
        foreach (var edit in sent)
        {
            var now = _edits[edit.Field];
            if (conflicts.FirstOrDefault(one => one.Field == edit.Field) is { } conflict) _conflicts[edit.Field] = conflict with { Yours = now.Text };
            else if (now.Text != edit.Text) _edits[edit.Field] = now with { Was = draft.Content.TextOf(edit.Field) };
            else
            {
                _edits.Remove(edit.Field);
                _typed[edit.Field] = edit.Text;
            }
        }
        Update();
        return others;
    }

    /// <summary>Edits were refused; the others can be sent again without them.</summary>
    public void Refuse(IReadOnlyList<Rejection> rejections)
    {
        foreach (var field in rejections.GroupBy(rejection => rejection.Field))
            if (ReportField.TryParse(field.Key) is { } known) _refused[known] = [.. field];
    }

    /// <summary>The database was read again; answers the fields that others have changed.</summary>
    public IReadOnlyList<ReportField> Refresh(int version, ReportContent content, IReadOnlyDictionary<string, FieldStamp> stamps)
    {
        // Read before something was saved from here.
        if (version < Version) return [];
        var changed = Version < 0 ? [] : ReportChange.Between(Stored, content).Select(change => change.Field).ToList();
        (Stored, Version) = (content, version);
        foreach (var edit in _edits.Values.Where(edit => AsKept(edit.Field, edit.Text) == content.TextOf(edit.Field)).ToList())
        {
            _edits.Remove(edit.Field);
            _conflicts.Remove(edit.Field);
        }
        foreach (var conflict in _conflicts.Values.Where(conflict => content.TextOf(conflict.Field) != conflict.Theirs).ToList())
        {
            var stamp = stamps.GetValueOrDefault(conflict.Field.ToString());
            _conflicts[conflict.Field] = conflict with { Theirs = content.TextOf(conflict.Field), By = stamp?.By, At = stamp?.At };
        }
        Update();
        return changed;
    }

    /// <summary>Ends a conflict with a text of one's own, typed in full knowledge of theirs.</summary>
    public void Settle(ReportField field, string text)
    {
        if (!_conflicts.Remove(field, out var conflict)) return;
        _edits[field] = new(field, conflict.Theirs, text);
        Update();
    }

    /// <summary>Ends a conflict with what the other one wrote.</summary>
    public void GiveWay(ReportField field)
    {
        _conflicts.Remove(field);
        _edits.Remove(field);
        Update();
    }

    /// <summary>Forgets what is not stored: the report was handed in without it, and its writer has seen that.</summary>
    public void Forget()
    {
        _edits.Clear();
        _conflicts.Clear();
        _refused.Clear();
        Update();
    }

    private void Update() => Content = _edits.Values.Aggregate(Stored, (content, edit) => content.With(edit.Field, edit.Text));

    private static string AsKept(ReportField field, string text) => ReportContent.Empty.With(field, text).TextOf(field);

    // Grouped, as people read it: 12.345.
    private static string Written(ReportField field, string stored) =>
        field.Part is "numerator" or "denominator" or "value" or "percent" && VietnameseNumber.TryParse(stored, out var number) ? VietnameseNumber.Write(number) : stored;
}
