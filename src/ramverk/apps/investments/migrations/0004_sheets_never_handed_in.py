from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('investments', '0003_revised_sheets'),
    ]

    operations = [
        migrations.AlterField(
            model_name='revisedsheet',
            name='touch',
            field=models.CharField(choices=[('carried', 'står kvar'), ('touched', 'berörs av beslutet'), ('removed', 'inte med i beslutet'), ('reopened', 'öppnat med skäl'), ('new', 'nytt'), ('unsent', 'lämnades aldrig in')], max_length=10, verbose_name='vid revidering'),
        ),
    ]
