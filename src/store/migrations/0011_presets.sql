CREATE TABLE "presets" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"values" jsonb NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "presets_name" ON "presets" USING btree ("scope",lower("name"));--> statement-breakpoint
CREATE INDEX "presets_owner" ON "presets" USING btree ("owner");