CREATE TABLE "consents" (
	"job" text NOT NULL,
	"question" text NOT NULL,
	"actor" text NOT NULL,
	"surface" text NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consents_job_question_pk" PRIMARY KEY("job","question")
);
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Spoiler and age rating belong to the order, no longer to the address of its answer.
UPDATE "jobs" SET "order" = jsonb_build_object('spoiler', coalesce("order" #> '{address,spoiler}', 'false'::jsonb), 'adult', false, 'foreignPhoto', false) || "order"
WHERE NOT "order" ?& array['spoiler', 'adult', 'foreignPhoto'];
--> statement-breakpoint
UPDATE "clips" SET "recipe" = jsonb_set("recipe", '{order}', jsonb_build_object('spoiler', "jobs"."order" -> 'spoiler', 'adult', false, 'foreignPhoto', false) || ("recipe" -> 'order'))
FROM "jobs" WHERE "jobs"."id" = "clips"."job" AND NOT ("recipe" -> 'order') ?& array['spoiler', 'adult', 'foreignPhoto'];
--> statement-breakpoint
-- An order that waited for an answer is asked for again.
DELETE FROM "settings" WHERE "name" LIKE 'aside:%';
