/** The smallest stacks that bring a member's event into a central queue, with every policy in force. */
export const centralTemplate = `
Resources:
  Bus:
    Type: AWS::Events::EventBus
    Properties: { Name: trailwarden }
  BusPolicy:
    Type: AWS::Events::EventBusPolicy
    Properties:
      EventBusName: !Ref Bus
      StatementId: organization
      Statement:
        Effect: Allow
        Principal: '*'
        Action: events:PutEvents
        Resource: !GetAtt Bus.Arn
        Condition:
          StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5, events:source: aws.cloudtrail }
          ArnLike: { aws:PrincipalArn: 'arn:aws:iam::*:role/forwarder-*' }
          Bool: { events:eventBusInvocation: 'true' }
  Queue:
    Type: AWS::SQS::Queue
    Properties: { QueueName: trailwarden-signals }
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
            Condition: { ArnEquals: { aws:SourceArn: !GetAtt Rule.Arn } }
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: signals
      EventBusName: !Ref Bus
      EventPattern: { source: [aws.cloudtrail] }
      Targets:
        - { Id: signals, Arn: !GetAtt Queue.Arn, SqsParameters: { MessageGroupId: $.account } }
`;

export const memberTemplate = `
Resources:
  Undelivered:
    Type: AWS::SQS::Queue
    Properties: { QueueName: undelivered }
  UndeliveredPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Undelivered]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Undelivered.Arn
            Condition: { ArnEquals: { aws:SourceArn: !GetAtt Rule.Arn } }
  Forwarder:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub forwarder-\${AWS::Region}
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sts:AssumeRole
            Condition:
              StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }
              ArnLike: { aws:SourceArn: 'arn:aws:events:*:*:rule/trailwarden-forward' }
      Policies:
        - PolicyName: forward
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: events:PutEvents
                Resource: arn:aws:events:us-east-1:222233334444:event-bus/trailwarden
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: trailwarden-forward
      EventPattern: { source: [aws.cloudtrail] }
      Targets:
        - Id: central
          Arn: arn:aws:events:us-east-1:222233334444:event-bus/trailwarden
          RoleArn: !GetAtt Forwarder.Arn
          DeadLetterConfig: { Arn: !GetAtt Undelivered.Arn }
`;
