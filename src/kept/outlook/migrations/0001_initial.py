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
            name="Goal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("release", models.TextField(default="public")),
                ("hash", models.CharField(max_length=64)),
                ("source", models.TextField(default="")),
                ("code", models.TextField(unique=True)),
                ("owner", models.TextField()),
                ("coalition", models.TextField(default="")),
                ("item", models.TextField()),
                ("unit", models.TextField()),
                ("low", models.BigIntegerField(null=True)),
                ("high", models.BigIntegerField(null=True)),
                ("announced", models.CharField(default="", max_length=10)),
                ("told_stage", models.CharField(max_length=20)),
                ("stage", models.CharField(max_length=20)),
                ("start", models.CharField(default="", max_length=10)),
                ("deadline", models.CharField(default="", max_length=10)),
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
        keep(
            outlook_goal=("code",),
        ),
    ]
