import django.db.models.deletion
from django.db import migrations, models

from kept.access.triggers import keep


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField()),
                ("size", models.BigIntegerField()),
                ("text", models.TextField()),
                ("reader", models.CharField(max_length=40)),
                ("reader_version", models.CharField(max_length=40)),
                ("title", models.TextField(default="")),
                ("publisher", models.TextField(default="")),
                ("address", models.TextField(default="")),
                ("date", models.CharField(default="", max_length=10)),
                ("language", models.CharField(default="", max_length=10)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("kind", models.CharField(db_index=True, max_length=20)),
                ("start", models.BigIntegerField()),
                ("quote", models.TextField()),
                ("speaker", models.TextField(default="")),
                ("date", models.CharField(default="", max_length=10)),
                ("body", models.TextField()),
                ("context", models.TextField(default="{}")),
                ("place", models.TextField()),
                ("address", models.TextField(default="")),
                ("told", models.CharField(default="", max_length=10)),
                ("reader", models.CharField(max_length=40)),
                ("reader_version", models.CharField(max_length=40)),
                ("identity", models.CharField(max_length=64, unique=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.document"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("event", models.TextField(db_index=True)),
                ("start", models.BigIntegerField()),
                ("quote", models.TextField()),
                ("place", models.TextField()),
                ("address", models.TextField(default="")),
                ("told", models.CharField(default="", max_length=10)),
                ("note", models.TextField(default="")),
                ("identity", models.CharField(max_length=64, unique=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.document"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("verdict", models.CharField(max_length=20)),
                ("reason", models.TextField(default="")),
                ("body", models.TextField(default="")),
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
        keep(
            evidence_document=("sha256",),
            evidence_claim=("identity",),
            evidence_review=(),
            evidence_report=("identity",),
        ),
    ]
