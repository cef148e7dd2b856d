namespace Board.Web.Access;

/// <summary>What somebody may do. A reporter is bound to one unit.</summary>
public enum Role
{
    Viewer,
    Reporter,
    Committee,
    Secretariat,
    Admin,
}
