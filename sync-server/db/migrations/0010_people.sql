-- Written at each try and worth nothing after a crash, so no log of it is kept and no commit waits for the disk.
CREATE UNLOGGED TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"tries" integer NOT NULL
);
