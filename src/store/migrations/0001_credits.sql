CREATE TABLE "spending" (
	"period" text PRIMARY KEY NOT NULL,
	"credits" bigint NOT NULL,
	CONSTRAINT "spending_credits" CHECK ("spending"."credits" >= 0)
);
--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_balances";--> statement-breakpoint
DROP INDEX "ledger_held_once";--> statement-breakpoint
DROP INDEX "ledger_settled_once";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "refilled_on" date;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_held_once" ON "ledger" USING btree ("job","owner") WHERE "ledger"."kind" = 'hold';--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_settled_once" ON "ledger" USING btree ("job","owner") WHERE "ledger"."kind" in ('capture', 'release');--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_balances" CHECK ("ledger"."kind" in ('grant', 'refill') or "ledger"."available" + "ledger"."held" + "ledger"."spent" = 0);
--> statement-breakpoint
INSERT INTO "spending" ("period", "credits")
SELECT "periods"."period", sum("entry"."held" + "entry"."spent")
FROM "ledger" AS "hold"
JOIN "ledger" AS "entry" ON "entry"."job" = "hold"."job"
CROSS JOIN LATERAL (VALUES
	(to_char("hold"."created_at" AT TIME ZONE 'UTC', 'YYYY-MM')),
	(to_char("hold"."created_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD'))
) AS "periods" ("period")
WHERE "hold"."kind" = 'hold'
GROUP BY "periods"."period";
