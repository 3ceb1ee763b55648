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
            name="Alias",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("kind", models.CharField(max_length=20)),
                ("slug", models.TextField()),
                ("name", models.TextField()),
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
            name="Coalition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("slug", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("capability", models.TextField(default="")),
                ("launched", models.CharField(default="", max_length=10)),
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
            name="DeliveryDefinition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("party", models.TextField()),
                ("point", models.CharField(max_length=20)),
                ("valid_from", models.CharField(default="", max_length=10)),
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
            name="Item",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("slug", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("parent", models.TextField(default="")),
                ("unit", models.TextField()),
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
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("code", models.TextField(unique=True)),
                ("body", models.TextField()),
                ("number", models.IntegerField(null=True)),
                ("date", models.CharField(default="", max_length=10)),
                ("place", models.TextField(default="")),
                ("chair", models.TextField(default="")),
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
            name="Membership",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("coalition", models.TextField(db_index=True)),
                ("party", models.TextField()),
                ("role", models.CharField(max_length=20)),
                ("change", models.CharField(max_length=20)),
                ("date", models.CharField(default="", max_length=10)),
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
            name="Party",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("slug", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("kind", models.CharField(max_length=20)),
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
            name="StatusReport",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("subject", models.TextField()),
                ("state", models.CharField(max_length=20)),
                ("date", models.CharField(default="", max_length=10)),
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
        keep(
            registry_party=("slug",),
            registry_item=("slug",),
            registry_coalition=("slug",),
            registry_alias=(),
            registry_membership=(),
            registry_meeting=("code",),
            registry_statusreport=(),
            registry_deliverydefinition=(),
        ),
    ]
