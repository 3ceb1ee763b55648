from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("table", models.TextField(primary_key=True, serialize=False)),
                ("last_id", models.BigIntegerField(default=0)),
                ("last_hash", models.CharField(default="", max_length=64)),
            ],
        ),
    ]
