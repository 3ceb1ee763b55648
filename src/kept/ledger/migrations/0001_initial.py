import django.db.models.deletion
from django.db import migrations, models

from kept.access.triggers import keep


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("donor", models.TextField()),
                ("coalition", models.TextField(default="")),
                ("recipient", models.TextField(default="")),
                ("item", models.TextField()),
                ("unit", models.TextField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coalition", "item", "unit", "donor", "recipient", "release"), name="account_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assertion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=20)),
                ("donor", models.TextField(default="")),
                ("coalition", models.TextField(default="")),
                ("recipient", models.TextField(default="")),
                ("item", models.TextField(default="")),
                ("unit", models.TextField()),
                ("stage", models.CharField(default="", max_length=20)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField(null=True)),
                ("since", models.CharField(default="", max_length=10)),
                ("day", models.DateField()),
                ("date", models.CharField(default="", max_length=10)),
                ("counted", models.TextField(default="")),
                ("code", models.TextField(default="")),
                (
                    "claim",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.claim"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("code", models.TextField(unique=True)),
                ("donor", models.TextField(db_index=True)),
                ("recipient", models.TextField(default="")),
                ("coalition", models.TextField(db_index=True, default="")),
                ("item", models.TextField()),
                ("channel", models.CharField(default="", max_length=40)),
                ("announced", models.CharField(default="", max_length=10)),
                ("due", models.CharField(default="", max_length=10)),
                ("note", models.TextField(default="")),
                (
                    "claim",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.claim"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("event", models.TextField(db_index=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.claim"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("from_stage", models.CharField(max_length=20)),
                ("to_stage", models.CharField(max_length=20)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField(null=True)),
                ("day", models.DateField()),
                ("date", models.CharField(default="", max_length=10)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.claim"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.commitment"
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.movement"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["day"], name="movement_by_day"),
                    models.Index(fields=["account", "day"], name="movement_by_account"),
                    models.Index(fields=["recorded_at"], name="movement_by_recorded"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Total",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.CharField(max_length=10)),
                ("from_stage", models.CharField(max_length=20)),
                ("to_stage", models.CharField(max_length=20)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField()),
                ("open", models.IntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("until", "account", "from_stage", "to_stage"), name="total_once")
                ],
            },
        ),
        keep(
            ledger_account=(("coalition", "item", "unit", "donor", "recipient", "release"),),
            ledger_commitment=("code",),
            ledger_telling=(),
            ledger_movement=("reverses_id",),
            ledger_assertion=(),
        ),
    ]
