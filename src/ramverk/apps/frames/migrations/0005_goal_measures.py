from django.db import migrations, models


def spans_from_averages(apps, schema_editor):
    goals = apps.get_model("frames", "FinancialGoal")
    goals.objects.filter(is_average=True).update(span="average")


def averages_from_spans(apps, schema_editor):
    goals = apps.get_model("frames", "FinancialGoal")
    goals.objects.exclude(span="each_year").update(is_average=True)


class Migration(migrations.Migration):

    dependencies = [
        ('frames', '0004_statement_assumptions'),
    ]

    operations = [
        migrations.AddField("financialgoal", "span", models.CharField(default="each_year", max_length=12)),
        migrations.AddField("financialgoal", "numerator", models.JSONField(blank=True, default=list, verbose_name="täljare")),
        migrations.AddField("financialgoal", "denominator", models.JSONField(blank=True, default=list, verbose_name="nämnare")),
        migrations.RunPython(spans_from_averages, averages_from_spans),
        migrations.RemoveField("financialgoal", "is_average"),
        migrations.AlterField(
            model_name='financialgoal',
            name='formula',
            field=models.CharField(choices=[('result_share', 'resultat i procent av skatter och bidrag'), ('net_cost_share', 'nettokostnader och finansnetto i procent av skatter och bidrag'), ('net_investment_share', 'nettoinvesteringar i procent av skatter och bidrag'), ('self_financing', 'självfinansiering: resultat och avskrivningar i procent av nettoinvesteringar'), ('equity_ratio', 'soliditet, procent'), ('equity_ratio_with_pensions', 'soliditet med alla pensioner, procent'), ('debt_share', 'lån i procent av skatter och bidrag'), ('debt_per_inhabitant_kr', 'lån per invånare, kronor'), ('debt_tkr', 'lån, tusen kronor'), ('own', 'eget mått av valda rader')], default='result_share', max_length=40, verbose_name='mått'),
        ),
        migrations.AlterField(
            model_name='financialgoal',
            name='span',
            field=models.CharField(choices=[('each_year', 'varje år'), ('average', 'i genomsnitt över planåren'), ('together', 'planåren sammantagna'), ('four_years', 'innevarande år och planåren sammantagna')], default='each_year', max_length=12, verbose_name='gäller'),
        ),
    ]
