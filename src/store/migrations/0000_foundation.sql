CREATE TABLE "clips" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigserial NOT NULL,
	"job" text NOT NULL,
	"take" integer NOT NULL,
	"owner" text NOT NULL,
	"community" text,
	"visibility" text NOT NULL,
	"shown_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recipe" jsonb NOT NULL,
	"effect" text GENERATED ALWAYS AS (recipe #>> '{order,effect}') STORED NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"seconds" double precision NOT NULL,
	"fps" double precision NOT NULL,
	"bytes" bigint NOT NULL,
	"file" text NOT NULL,
	"thumbnail" text NOT NULL,
	"licence" text NOT NULL,
	"mark" text NOT NULL,
	"took" double precision NOT NULL,
	"score" double precision,
	"likes" integer DEFAULT 0 NOT NULL,
	"dislikes" integer DEFAULT 0 NOT NULL,
	"rank" double precision GENERATED ALWAYS AS ((likes + 1 + coalesce(score, 0.5)) / (likes + dislikes + 4)) STORED NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"taken_down" text
);
--> statement-breakpoint
CREATE TABLE "copies" (
	"clip" text NOT NULL,
	"platform" text NOT NULL,
	"file" text NOT NULL,
	CONSTRAINT "copies_clip_platform_pk" PRIMARY KEY("clip","platform")
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"kind" text DEFAULT 'photo' NOT NULL,
	"sha256" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"file" text NOT NULL,
	"advice" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"owner" text PRIMARY KEY NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"refilled_on" date,
	CONSTRAINT "accounts_balance" CHECK ("accounts"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"job" text,
	"kind" text NOT NULL,
	"available" bigint NOT NULL,
	"held" bigint NOT NULL,
	"spent" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_balances" CHECK ("ledger"."kind" in ('grant', 'refill') or "ledger"."available" + "ledger"."held" + "ledger"."spent" = 0)
);
--> statement-breakpoint
CREATE TABLE "spending" (
	"period" text PRIMARY KEY NOT NULL,
	"credits" bigint NOT NULL,
	CONSTRAINT "spending_credits" CHECK ("spending"."credits" >= 0)
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"body" jsonb,
	"bundle" text,
	"tries" integer DEFAULT 1 NOT NULL,
	"held_until" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"marker" text PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"take" integer NOT NULL,
	"number" integer NOT NULL,
	"plan" jsonb NOT NULL,
	"operation" jsonb,
	"state" text DEFAULT 'open' NOT NULL,
	"failure" jsonb,
	"errors" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seconds" double precision
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"job" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"address" jsonb NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"memo" jsonb,
	"delivered" text,
	"sent_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "deliveries_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigserial NOT NULL,
	"owner" text NOT NULL,
	"key" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"outcome" text,
	"failure" jsonb,
	"order" jsonb NOT NULL,
	"candidates" jsonb NOT NULL,
	"engine" text NOT NULL,
	"model" text NOT NULL,
	"work" double precision NOT NULL,
	"expected_seconds" double precision NOT NULL,
	"credits" integer NOT NULL,
	"priority" integer NOT NULL,
	"fraction" double precision DEFAULT 0 NOT NULL,
	"lease" text,
	"lease_until" timestamp with time zone,
	"claims" integer DEFAULT 0 NOT NULL,
	"retries" integer DEFAULT 0 NOT NULL,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "takes" (
	"job" text NOT NULL,
	"number" integer NOT NULL,
	"seed" bigint NOT NULL,
	"candidate" integer DEFAULT 0 NOT NULL,
	"credits" integer DEFAULT 0 NOT NULL,
	"clip" text,
	"failure" jsonb,
	CONSTRAINT "takes_job_number_pk" PRIMARY KEY("job","number")
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"clip" text NOT NULL,
	"actor" text NOT NULL,
	"liked" boolean NOT NULL,
	"rated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ratings_clip_actor_pk" PRIMARY KEY("clip","actor")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"clip" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"reported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "reports_clip_actor_pk" PRIMARY KEY("clip","actor")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"scope" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "settings_scope_name_pk" PRIMARY KEY("scope","name")
);
--> statement-breakpoint
ALTER TABLE "clips" ADD CONSTRAINT "clips_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "copies" ADD CONSTRAINT "copies_clip_clips_id_fk" FOREIGN KEY ("clip") REFERENCES "public"."clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takes" ADD CONSTRAINT "takes_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_clip_clips_id_fk" FOREIGN KEY ("clip") REFERENCES "public"."clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_clip_clips_id_fk" FOREIGN KEY ("clip") REFERENCES "public"."clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "clips_take" ON "clips" USING btree ("job","take");--> statement-breakpoint
CREATE INDEX "clips_created" ON "clips" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "clips_owner" ON "clips" USING btree ("owner","sequence") WHERE "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_newest" ON "clips" USING btree ("shown_at","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_newest_effect" ON "clips" USING btree ("effect","shown_at","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_newest_community" ON "clips" USING btree ("community","shown_at","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_newest_both" ON "clips" USING btree ("community","effect","shown_at","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_best" ON "clips" USING btree ("rank","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_best_effect" ON "clips" USING btree ("effect","rank","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_best_community" ON "clips" USING btree ("community","rank","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "clips_best_both" ON "clips" USING btree ("community","effect","rank","id") WHERE "clips"."visibility" = 'public' and "clips"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "photos_expiry" ON "photos" USING btree ("expires_at") WHERE "photos"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_held_once" ON "ledger" USING btree ("job","owner") WHERE "ledger"."kind" = 'hold';--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_settled_once" ON "ledger" USING btree ("job","owner") WHERE "ledger"."kind" in ('capture', 'release');--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_refunded_once" ON "ledger" USING btree ("job","owner") WHERE "ledger"."kind" = 'refund';--> statement-breakpoint
CREATE INDEX "ledger_created" ON "ledger" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ledger_owner" ON "ledger" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("held_until") WHERE "inbox"."done_at" is null;--> statement-breakpoint
CREATE INDEX "inbox_bundle" ON "inbox" USING btree ("bundle") WHERE "inbox"."bundle" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_order" ON "attempts" USING btree ("job","take","number");--> statement-breakpoint
CREATE INDEX "attempts_dead" ON "attempts" USING btree ("started_at") WHERE "attempts"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "attempts_pace" ON "attempts" USING btree ("started_at") WHERE "attempts"."state" = 'done';--> statement-breakpoint
CREATE INDEX "deliveries_kept" ON "deliveries" USING btree ("job") WHERE "deliveries"."delivered" = 'kept' and "deliveries"."told_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("owner","key");--> statement-breakpoint
CREATE INDEX "jobs_owner" ON "jobs" USING btree ("owner","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_sequence" ON "jobs" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "jobs_created" ON "jobs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "jobs_finished" ON "jobs" USING btree ("finished_at") WHERE "jobs"."state" = 'done';--> statement-breakpoint
CREATE INDEX "jobs_unfinished" ON "jobs" USING btree ("priority","sequence") WHERE "jobs"."state" <> 'done';--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("reported_at") WHERE "reports"."closed_at" is null;