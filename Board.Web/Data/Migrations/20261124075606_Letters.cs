using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Board.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Letters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DunningLetters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PlanId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Units = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Copies = table.Column<string>(type: "TEXT", nullable: false),
                    Capacity = table.Column<string>(type: "TEXT", nullable: false),
                    Signer = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DunningLetters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DunningLetters_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DunningLetters_Key",
                table: "DunningLetters",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DunningLetters_PlanId_Number",
                table: "DunningLetters",
                columns: new[] { "PlanId", "Number" },
                unique: true);

            // What was issued stays as it was issued, whoever writes.
            migrationBuilder.Sql("""
                CREATE TRIGGER "DunningLetters_Keep" BEFORE DELETE ON "DunningLetters" BEGIN SELECT RAISE(ABORT, 'DunningLetters are append-only'); END;
                CREATE TRIGGER "DunningLetters_Change" BEFORE UPDATE ON "DunningLetters" BEGIN SELECT RAISE(ABORT, 'DunningLetters are append-only'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DunningLetters");
        }
    }
}
