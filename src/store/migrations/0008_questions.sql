CREATE TABLE "blocks" (
	"scope" text NOT NULL,
	"owner" text NOT NULL,
	CONSTRAINT "blocks_scope_owner_pk" PRIMARY KEY("scope","owner")
);
--> statement-breakpoint
CREATE TABLE "forgetting" (
	"owner" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_questions" (
	"owner" text NOT NULL,
	"id" text NOT NULL,
	"about" jsonb,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "open_questions_owner_id_pk" PRIMARY KEY("owner","id")
);
--> statement-breakpoint
CREATE TABLE "pending_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"order" jsonb NOT NULL,
	"questions" jsonb NOT NULL,
	"agreed" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "jobs_parent" ON "jobs" USING btree (("order"->>'parent')) WHERE "jobs"."order"->>'parent' is not null;--> statement-breakpoint
INSERT INTO "pending_orders" SELECT substr("name", 9), "scope", "value"->'order', "value"->'questions', "value"->'agreed', ("value"->>'until')::timestamptz FROM "settings" WHERE "name" LIKE 'pending:%';--> statement-breakpoint
INSERT INTO "open_questions" SELECT "scope", substr("name", 12), "value"->'about', ("value"->>'until')::timestamptz FROM "settings" WHERE "name" LIKE 'asked:form:%';--> statement-breakpoint
INSERT INTO "open_questions" SELECT "scope", substr("name", 7), NULL, ("value"->>'until')::timestamptz FROM "settings" WHERE "name" LIKE 'asked:%' AND "name" NOT LIKE 'asked:form:%';--> statement-breakpoint
INSERT INTO "blocks" SELECT "scope", substr("name", 9) FROM "settings" WHERE "name" LIKE 'blocked:%';--> statement-breakpoint
INSERT INTO "forgetting" SELECT "scope", ("value"->>'since')::timestamptz FROM "settings" WHERE "name" = 'forgetting';--> statement-breakpoint
DELETE FROM "settings" WHERE "name" LIKE 'pending:%' OR "name" LIKE 'asked:%' OR "name" LIKE 'blocked:%' OR "name" = 'forgetting';
