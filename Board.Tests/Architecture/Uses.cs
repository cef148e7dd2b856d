using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Board.Tests.Architecture;

/// <summary>What a type uses: in its signatures, its attributes and the bodies of its methods, closures and nested types included.</summary>
public static class Uses
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every type that a type names.</summary>
    public static IEnumerable<Type> Types(Type type) => Named(type).SelectMany(Flat).Distinct();

    /// <summary>Every member that the code of a type calls or touches.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).SelectMany(Tokens);

    /// <summary>The type in whose file it is written: closures and state machines belong to the type around them.</summary>
    public static Type Written(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// <summary>The type itself, or the nearest one around it that a person wrote.</summary>
    public static Type Author(Type type)
    {
        while (IsMade(type) && type.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// <summary>True where the compiler made it, not a person.</summary>
    public static bool IsMade(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.Name.Contains('<', StringComparison.Ordinal)
        || (member.DeclaringType is { } outer && IsMade(outer));

    private static IEnumerable<Type?> Named(Type type)
    {
        var methods = type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).ToList();
        IEnumerable<Type?> signatures =
        [
            type.BaseType, .. type.GetInterfaces(), .. type.GetCustomAttributesData().Select(one => one.AttributeType),
            .. type.GetFields(Own).Select(field => field.FieldType), .. type.GetProperties(Own).Select(property => property.PropertyType),
            .. type.GetEvents(Own).Select(one => one.EventHandlerType),
            .. methods.SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)),
            .. methods.OfType<MethodInfo>().Select(method => method.ReturnType),
            .. methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType),
        ];
        return signatures.Concat(methods.SelectMany(Tokens).SelectMany(OfMember));
    }

    private static IEnumerable<Type?> OfMember(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetGenericArguments()],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type> Flat(Type? type)
    {
        if (type is null) return [];
        if (type.HasElementType) return Flat(type.GetElementType());
        return type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericArguments().SelectMany(Flat).Append(type.GetGenericTypeDefinition()) : [type];
    }

    private static IEnumerable<MemberInfo> Tokens(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        var (ofType, ofMethod) = (method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : []);
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, at), ofType, ofMethod)!;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
                _ => 4,
            };
        }
    }
}
