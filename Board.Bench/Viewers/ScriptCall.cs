namespace Board.Bench.Viewers;

/// <summary>A call of the server into the page's script, and the answer of a page that does nothing.</summary>
/// <param name="Handle">Identifies the call; 0 wants no answer.</param>
/// <param name="Identifier">The function.</param>
/// <param name="Result">What the caller wants back.</param>
internal sealed record ScriptCall(long Handle, string Identifier, ScriptResult Result)
{
    /// <summary>The first call of every circuit.</summary>
    public const string AttachRenderer = "Blazor._internal.attachWebRendererInterop";

    /// <summary>The arguments of EndInvokeJSFromDotNet: handle, success, result.</summary>
    public string Answer => Result switch
    {
        ScriptResult.ObjectReference => $$"""[{{Handle}},true,{"__jsObjectId":{{Handle}}}]""",
        ScriptResult.StreamReference => $$"""[{{Handle}},true,{"__jsStreamReferenceLength":0,"__jsObjectId":{{Handle}}}]""",
        // The list of texts that a browser kept of a report.
        ScriptResult.Value when Identifier == "reportBackup.fields" => $"[{Handle},true,[]]",
        _ => $"[{Handle},true,null]",
    };

    public static ScriptCall Read(ref PackReader arguments)
    {
        var handle = arguments.ReadInteger();
        var identifier = arguments.ReadText();
        arguments.ReadBytes(); // the arguments' JSON
        return new(handle, identifier, (ScriptResult)arguments.ReadInteger());
    }
}

/// <summary>JSCallResultType of Blazor.</summary>
internal enum ScriptResult
{
    Value = 0,
    ObjectReference = 1,
    StreamReference = 2,
    Nothing = 3,
}
